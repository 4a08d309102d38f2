import { createRequire } from 'node:module'
import { html, type Safe } from './html.ts'

/** Loaded with the first code that is drawn. */
const require = createRequire(import.meta.url)

const quietZone = 4

/** A QR code as an inline drawing, dark on light in either colour scheme, so that every camera reads it. */
export function qrCode(text: string, label: string): Safe {
  const { create } = require('qrcode') as typeof import('qrcode')
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules
  let path = ''
  data.forEach((dark, index) => {
    if (dark) path += `M${(index % size) + quietZone} ${Math.floor(index / size) + quietZone}h1v1h-1z`
  })
  const side = size + 2 * quietZone
  return html`<svg class="qr" viewBox="0 0 ${side} ${side}" width="208" height="208" role="img" aria-label="${label}" shape-rendering="crispEdges"><rect width="${side}" height="${side}" fill="#fff"/><path fill="#000" d="${path}"/></svg>`
}
