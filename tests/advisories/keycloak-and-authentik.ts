import { type Advisory, contract, here, pass, passkey, signIn } from './advisory.ts'

/** Rows 1 to 23. */
export const keycloakAndAuthentik: readonly Advisory[] = [
  {
    row: 1,
    where: 'Keycloak CVE-2026-18963',
    wrong: 'Choosing another way left a note that was not bound to the step, and the reset went on without its proof.',
    proofs: [
      [
        here('step-order'),
        'no order of steps, right and wrong, of one’s own and of somebody else’s, opens a session that was not earned',
      ],
      [signIn('order'), 'where one thing is asked, right answers to every other are refused and not spent'],
      [signIn('order'), 'forgets the challenge of the way before, which answers nothing any more'],
      [signIn('order'), 'a password proved for one name is worth nothing for another'],
    ],
  },
  {
    row: 3,
    where: 'Keycloak CVE-2026-37982',
    wrong: 'The link to an enrolment worked again after it had been used.',
    proofs: [
      [here('enrolment'), 'is worth nothing a second time: not in its session, not in another, not by another person'],
      [here('enrolment'), 'leaves nothing to go on with once the session of the one-time pass is over'],
    ],
  },
  {
    row: 4,
    where: 'Keycloak CVE-2026-9798, CVE-2026-16103',
    wrong: 'Whether the account was locked was asked at the beginning, and not when the code was redeemed.',
    proofs: [
      [
        signIn('refusals'),
        'hears so with the right pass alone, which is not spent and works once the account is on again',
      ],
      [signIn('standing'), 'an account that is switched off stays out'],
      [signIn('standing'), 'an account that was off for a while begins anew, as its sessions do'],
    ],
  },
  {
    row: 5,
    where: 'Keycloak CVE-2026-8830',
    wrong: 'The policy for passkeys was enforced by the page alone.',
    proofs: [
      [passkey('registration'), 'is refused for a banned model, though the page never offered it'],
      [passkey('registration'), 'is refused for an algorithm that was not offered'],
    ],
  },
  {
    row: 6,
    where: 'Keycloak CVE-2026-9087',
    wrong: 'A proof was kept by user and identity provider, and not by the very account it was for.',
    proofs: [[passkey('proof'), 'wants the user handle to be that of the credential where nobody was named']],
    notHere: 'There are no foreign identity providers, so no account is linked to another.',
  },
  {
    row: 7,
    where: 'Keycloak 26106',
    wrong: 'A recovery code could be used several times at once.',
    proofs: [
      ['tests/race/one-time-pass.test.ts', 'opens one session, and every other try is refused and remembered'],
      [pass, 'lets one of sixteen racers through when it is for one use'],
    ],
  },
  {
    row: 9,
    where: 'Keycloak 37231, 21348',
    wrong: 'A link worked in two browsers, and several links lived side by side.',
    proofs: [
      [pass, 'replaces the pass there was, and ends the sessions that one opened'],
      [pass, 'by sixteen at once leaves one pass, whose code works'],
      [signIn('refusals'), 'because it was used, is refused like a wrong one, and the log tells why'],
      [signIn('tabs'), 'go on from one step, and the one that comes second is told and spends nothing'],
      [signIn('tabs'), 'belongs to the browser that has its token, and to no other'],
    ],
  },
  {
    row: 10,
    where: 'Keycloak CVE-2026-16100',
    titleOnly: true,
    wrong: 'Text of requests became labels of metrics, without end.',
    proofs: [
      ['src/kernel/metrics.test.ts', 'ten thousand odd requests add no series'],
      ['src/faces/management.test.ts', 'ten thousand odd requests do not make the list of series grow'],
    ],
  },
  {
    row: 12,
    where: 'authentik CVE-2023-26481',
    wrong: 'The recovery link of one account set the password of any other.',
    proofs: [
      [here('ownership'), 'the pass of one person under the name of another opens nothing, by form or by script'],
      [signIn('refusals'), "because it is somebody else's, is refused, and the owner's stays as it was"],
      [contract, 'is worth nothing to anybody but its owner'],
    ],
  },
  {
    row: 13,
    where: 'authentik CVE-2022-23555',
    wrong: 'The token of an invitation drove other flows than its own.',
    proofs: [
      [here('other-doors'), 'what opens one door opens no other'],
      ['src/ceremonies/service.test.ts', 'is unknown to %s'],
    ],
    notHere: 'There are no invitations by link.',
  },
  {
    row: 14,
    where: 'authentik CVE-2022-46145',
    wrong: 'Somebody who was not signed in reached a flow for people who are.',
    proofs: [
      ['src/faces/signin/hostile.senders.http.test.ts', 'pages for people signed in show nothing to anybody else'],
      [here('other-doors'), 'half a sign-in can call nothing: not Graph, not security info, not another step'],
      [signIn('order'), 'nothing but a name or a passkey is taken at first'],
    ],
  },
  {
    row: 15,
    where: 'authentik CVE-2025-64708',
    wrong: 'What had expired worked until a job cleaned it up.',
    proofs: [
      [pass, 'is refused to the millisecond outside its window, with no job running'],
      [signIn('tabs'), 'lasts half an hour from its beginning, by the clock and not by a job'],
      ['src/oidc/service.artefacts.test.ts', 'an expired artefact is gone by the clock, purged or not'],
    ],
  },
  {
    row: 17,
    where: 'authentik CVE-2024-47070',
    wrong: 'A malformed X-Forwarded-For broke a policy, and the step was skipped.',
    proofs: [
      [here('one-count'), '%s does not get more guesses, and skips no step'],
      [here('one-count'), 'from a trusted proxy, but %j, leaves the proxy’s own address, which is then limited'],
      ['src/faces/origin.test.ts', 'whatever the header says, the answer is the peer or an address'],
    ],
  },
  {
    row: 19,
    where: 'authentik GHSA-5wcc-hf24-rf5h',
    wrong: 'Whose a connection was could be edited.',
    proofs: [
      [here('ownership'), 'no verb, body or address hands a pass to another user or changes one'],
      ['src/methods/graph.http.test.ts', 'lets nobody hand a method to another user, or change it at all'],
    ],
  },
  {
    row: 20,
    where: 'authentik CVE-2026-54730',
    wrong: 'A stage passed because it was submitted, without evidence.',
    proofs: [
      [here('other-doors'), 'an answer without evidence is no answer'],
      [
        'src/signin/rules.prop.test.ts',
        'ends in no order of events without a proof of what was asked, and with everything that policies ask for',
      ],
    ],
  },
  {
    row: 21,
    where: 'authentik CVE-2026-40166',
    wrong: 'A nested object showed a client secret.',
    proofs: [
      [here('secrets'), '%s shows no secret, whatever is selected or expanded'],
      [here('secrets'), 'the code of a pass is in the one answer that makes it, and in no other'],
    ],
  },
  {
    row: 23,
    where: 'authentik CVE-2026-57580, CVE-2026-42849',
    wrong: 'A comment inside a SAML NameID made it another one; a simple page reflected script.',
    proofs: [
      ['src/faces/signin/return-path.test.ts', 'never leads to another site, whatever is asked'],
      ['src/faces/signin/html.test.ts', 'keeps %j inert in text and in an attribute'],
      ['src/main/hostile.http.test.ts', 'no page breaks by what stands behind its address, nor repeats it'],
    ],
    notHere: 'SAML is not spoken.',
  },
]
