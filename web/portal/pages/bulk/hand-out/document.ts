import { type HandOutFile, openHandOut } from './opener.ts'

/** What stands in the open beside the words of the script. */
interface Frame {
  readonly language: string
  readonly title: string
  readonly locked: string
  readonly password: string
  readonly print: string
}

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0 auto; padding: 1.5rem; max-width: 44rem; overflow-wrap: anywhere; }
h1:focus { outline: none; }
#print { margin-bottom: 1.5rem; }
form { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; }
label { display: grid; gap: .25rem; flex: 1 1 16rem; }
input, button { font: inherit; padding: .5rem .75rem; }
article { border-top: 1px solid; padding: 1.5rem 0; }
.organization { margin: 0; }
.code { font: 600 2rem/1.3 ui-monospace, monospace; margin: .5rem 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.5rem; }
dd { margin: 0; font-weight: 600; }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; } }
@media print {
  :root { color-scheme: only light; }
  header, button { display: none; }
  article { border: 0; padding: 0; break-after: page; }
  article:last-child { break-after: auto; }
}
`

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return `'sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}'`
}

/**
 * A file that opens by itself from a disk: the encrypted passes, and the script that asks for the password.
 *
 * Its own content policy lets it run that script, and load and send nothing at all.
 */
export async function handOutDocument(file: HandOutFile, frame: Frame): Promise<string> {
  const script = `(${openHandOut.toString()})()`
  const policy = `default-src 'none'; script-src ${await hashOf(script)}; style-src ${await hashOf(style)}; base-uri 'none'; form-action 'none'`
  return `<!doctype html>
<html lang="${escaped(frame.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escaped(frame.title)}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1 id="title" tabindex="-1">${escaped(frame.title)}</h1>
<button id="print" type="button" hidden>${escaped(frame.print)}</button>
<div id="locked">
<p>${escaped(frame.locked)}</p>
<form id="form">
<label>${escaped(frame.password)}<input id="password" type="password" autocomplete="off" required autofocus></label>
<button id="open">${escaped(file.words.open)}</button>
</form>
<p id="message" role="alert"></p>
</div>
</header>
<main id="sheets"></main>
<script type="application/json" id="hand-out">${JSON.stringify(file).replaceAll('<', '\\u003c')}</script>
<script>${script}</script>
</body>
</html>
`
}
