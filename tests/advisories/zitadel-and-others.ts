import { type Advisory, app, contract, here, pass, sessions, signIn, tokens } from './advisory.ts'

/** Rows 24 to 45. */
export const zitadelAndOthers: readonly Advisory[] = [
  {
    row: 24,
    where: 'Zitadel CVE-2026-32132',
    wrong: 'One kind of code was never asked whether it had expired.',
    proofs: [
      [here('ownership'), '$whose name, $when its time, $code code'],
      [
        'src/ceremonies/service.test.ts',
        'of kind %s is over after %i seconds by the clock, whether or not anything cleans up',
      ],
      [app, 'of the step before or after is good too, of two steps off is not'],
      [sessions, 'lasts eight hours, idles one, and being there keeps it from idling'],
      ['src/applications/service.test.ts', 'is good until its last moment, and others beside it stay good'],
      [tokens, 'a token is over after its hour, and not begun before its time'],
    ],
  },
  {
    row: 25,
    where: 'Zitadel CVE-2025-64102, CVE-2024-32868',
    wrong: 'Guesses were not limited, or not on every interface.',
    proofs: [
      [here('one-count'), 'whether a form or a script brings them, and whether the name is known or not'],
      [here('one-count'), 'whether the password is guessed at sign-in or where it is changed'],
      [signIn('guessing'), '%s: only the free tries are compared, and all are remembered'],
      ['src/oidc/token.http.test.ts', 'wrong secrets have to wait after a few, and the right secret never does'],
      ['src/directory/graph.own.http.test.ts', 'counts wrong tries with those at sign-in, and changes nothing'],
      ['src/directory/graph.own.http.test.ts', 'counts each wrong try of a batch'],
    ],
    notHere: 'Graph takes no code; the one thing to guess there is the own password, where it is changed.',
  },
  {
    row: 26,
    where: 'Zitadel CVE-2023-49097, CVE-2025-64101, GHSA-93m4-mfpg-c3xf, GHSA-pfrf-9r5f-73f5',
    wrong: 'Links were made from the Host header and its relatives, four times.',
    proofs: [
      ['src/main/hostile.http.test.ts', 'every address answers the same'],
      ['src/main/hostile.http.test.ts', 'a new sign-in gets the same cookie, links and passkey options'],
      ['src/main/server.http.test.ts', 'scheme and host come from the settings, whatever the request says'],
      ['src/oidc/token.http.test.ts', 'discovery and keys are ours whatever the Host header says'],
      ['src/lifecycle-workflows/service.test.ts', 'sends the manager a code that signs in, and keeps it nowhere'],
    ],
  },
  {
    row: 27,
    where: 'Zitadel CVE-2025-64103',
    wrong: 'A session counted as authenticated after the first of two factors.',
    proofs: [
      [here('other-doors'), 'half a sign-in can call nothing: not Graph, not security info, not another step'],
      [
        signIn('whole'),
        'every second factor that the person has is offered, the password no more, and nothing is open yet',
      ],
      [
        'src/sessions/service.rights.test.ts',
        'count in a session of several factors, and not in one of a password alone',
      ],
    ],
  },
  {
    row: 28,
    where: 'Zitadel CVE-2025-46815',
    titleOnly: true,
    wrong: 'The token between two steps could be used again.',
    proofs: [
      [signIn('order'), 'after the end nothing is taken at all'],
      [contract, 'takes no answer to the challenge of another attempt, to one that has run out, nor one given twice'],
      ['src/ceremonies/service.test.ts', 'is finished once by sixteen racers'],
      ['src/oidc/service.artefacts.test.ts', 'of 16 who consume one artefact together, one succeeds'],
    ],
  },
  {
    row: 29,
    where: 'Zitadel CVE-2026-27946, CVE-2026-54693',
    titleOnly: true,
    wrong: 'People marked their own mail address and phone number as verified.',
    proofs: [['src/directory/graph.http.test.ts', 'changes nothing about the own entry, and an application has none']],
    notHere: 'No address is verified, and nothing relies on one.',
  },
  {
    row: 30,
    where: 'Zitadel CVE-2026-55672, Pocket ID CVE-2026-28513',
    wrong: 'A code was not bound to its client; one of two conditions was enough.',
    proofs: [
      [here('ownership'), '$whose name, $when its time, $code code'],
      ['src/applications/service.test.ts', 'is right for its own application only'],
      [
        'src/oidc/token.http.test.ts',
        'an expired secret is refused from its last moment on, and a newer one still works',
      ],
    ],
    notHere: 'No authorization codes are given out.',
  },
  {
    row: 32,
    where: 'Zitadel CVE-2026-55670',
    titleOnly: true,
    wrong: 'Who got an identifier that was free again got what its owner before had.',
    proofs: [
      [
        'src/directory/service.deletion.test.ts',
        'a deleted user leaves only the entry and the log, and who gets the name next inherits nothing',
      ],
      [
        here('ownership'),
        'who gets the name of somebody deleted inherits neither the session, nor the pass, nor a sign-in under way',
      ],
    ],
  },
  {
    row: 33,
    where: 'Zitadel CVE-2024-41952, CVE-2026-23511',
    titleOnly: true,
    wrong: 'Answers told which accounts exist.',
    proofs: [
      [signIn('strangers'), 'is shown the same steps, the same ways, the same words, for the same hashes'],
      [signIn('strangers'), 'waits as long and as early, and the log alone tells them apart'],
      [signIn('strangers'), 'so that its holder is asked like a name nobody has, and can still ask for it'],
      [contract, 'answers a stranger the same whether the name is known, has the method, or not'],
    ],
    notHere:
      'By default the prompt for a pass tells that there is one, as with Entra; `LATCHKEY_PASS_PROMPT` turns it off.',
  },
  {
    row: 34,
    where: 'Zitadel CVE-2024-41953',
    titleOnly: true,
    wrong: 'HTML in a name came into mails.',
    proofs: [
      ['src/faces/signin/sign-in.http.test.ts', 'a name with markup in it stays text'],
      ['src/faces/signin/html.test.ts', 'keeps %j inert in text and in an attribute'],
      ['src/faces/cli/print.test.ts', 'no value can steer the terminal'],
      [
        'src/lifecycle-workflows/rules.test.ts',
        'lets no name become a header, markup or a placeholder, whatever it is',
      ],
    ],
  },
  {
    row: 36,
    where: 'Pocket ID CVE-2026-43983',
    titleOnly: true,
    wrong: 'A refresh did not ask whether the account was still there and in its groups.',
    proofs: [
      [sessions, '%s, at once and for good, and nobody else’s does'],
      [sessions, 'with its pass: replaced, deleted or run out, while other sessions of the person go on'],
      [
        'src/sessions/service.rights.test.ts',
        'given or taken, directly or through a group, count from the next request on',
      ],
      [tokens, 'a disabled application is refused with tokens it already has, and let in again when enabled'],
    ],
    notHere: 'No refresh tokens are given out; sessions and tokens are judged anew at each request.',
  },
  {
    row: 37,
    where: 'Ory Kratos CVE-2024-45042',
    titleOnly: true,
    wrong: 'The strength of a sign-in was reckoned wrong where a code and a second factor came together.',
    proofs: [
      ['src/sessions/rules.test.ts', '%j makes %s'],
      [signIn('whole'), '%s makes the second factor, and one record tells both'],
      [signIn('whole'), 'with a password alone where there is nothing else, as someone of one factor'],
    ],
  },
  {
    row: 38,
    where: 'Ory Kratos CVE-2026-33503',
    titleOnly: true,
    wrong: 'A forged page token became SQL.',
    proofs: [
      [
        'src/faces/graph/collection.http.test.ts',
        'a page token that was changed, made up, or given out for something else is refused',
      ],
    ],
  },
  {
    row: 40,
    where: 'Casdoor CVE-2026-9091, CVE-2026-9090',
    titleOnly: true,
    wrong: 'The second factor, and the sign-in, could be gone around.',
    proofs: [
      [
        here('step-order'),
        'no order of steps, right and wrong, of one’s own and of somebody else’s, opens a session that was not earned',
      ],
      ['tests/permissions.test.ts', '%s is refused without role, factors, permission or name'],
    ],
  },
  {
    row: 41,
    where: 'Gogs CVE-2025-64175, SFTPGo CVE-2022-36071, Parse Server GHSA-4hf6-3x24-c9m8',
    wrong: 'Recovery codes worked for other users, before the second factor was switched on, and for ever.',
    proofs: [
      [app, 'is that of its own user only'],
      [app, 'is confirmed by a first code, and nothing can be used before'],
      [pass, 'erases the stored hash of a one-time pass when it is used'],
      [
        signIn('whole'),
        'where the policy wants a password before the pass, the pass is not asked first and opens nothing alone',
      ],
    ],
  },
  {
    row: 42,
    where:
      'Gitea CVE-2026-20779, CVE-2021-45331; Vault CVE-2025-6014, CVE-2025-6015; OpenBao CVE-2025-55000, CVE-2025-55003; Vikunja CVE-2026-33473',
    titleOnly: true,
    wrong: 'Codes of authenticator apps worked twice, in a race, or could be guessed around the limit.',
    proofs: [
      [app, 'counts once, and none from before it counts after'],
      [app, 'is not good again after the clock went back'],
      [contract, 'counts a right answer for one of sixteen racers, where it counts once'],
      [signIn('guessing'), 'of a code after the password are limited too'],
      [signIn('clock'), 'of a password proved does not forgive the codes guessed after it'],
    ],
  },
  {
    row: 44,
    where:
      'Vikunja CVE-2026-28268, Fleet CVE-2026-26060, Answer CVE-2023-1976, Mattermost CVE-2026-3590, Authorizer GHSA-x3f4-v83f-7wp2, listmonk CVE-2026-34828',
    titleOnly: true,
    wrong:
      'The token of a reset worked again, after a change, for ever; it leaked by a redirect; old sessions went on.',
    proofs: [
      [signIn('clock'), 'back and forth lets a one-time pass in once'],
      [signIn('standing'), 'a reset takes the choice away, so that a thief cannot undo it'],
      [signIn('refusals'), 'because it has run out, is told so to whoever has the code, until the code is erased'],
      [here('secrets'), 'no code comes into an address: not where a sign-in leads, and not from where it comes'],
      [sessions, '%s, at once and for good, and nobody else’s does'],
      [signIn('replacement'), 'a sign-in in a browser that has a session ends that session in the same write'],
    ],
  },
  {
    row: 45,
    where: 'Tinyauth CVE-2026-32246, Vikunja CVE-2026-34727',
    titleOnly: true,
    wrong: 'The second factor was skipped by way of OpenID Connect.',
    proofs: [],
    notHere:
      'People cannot sign in to applications by OpenID Connect yet; the token endpoint knows applications alone.',
  },
]
