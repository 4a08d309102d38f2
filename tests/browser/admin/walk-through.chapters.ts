import type { Chapter } from '../../kit/walk-through.ts'

/** What the walk-through tells; `walk-through.spec.ts` does just that. */
export const chapters = [
  {
    title: 'Enable the Temporary Access Pass policy',
    lead: 'At least an *Authentication Policy Administrator* says who may use a pass, and what passes are like.',
    steps: [
      {
        text: 'Open **Authentication methods**. Every method stands there with whether it is enabled and for whom.',
        picture: 'policies',
      },
      {
        text: 'Select **Temporary Access Pass**. Under **Enable and target**, switch on **Enable**, and choose **All users** or **Select targets**.',
        picture: 'policy-target',
      },
      {
        text: 'Under **Configure**, set minimum, maximum and default lifetime, length, and whether one-time use is required. The ranges stand beside the fields, and a sentence says what follows. **Save** tells what changes.',
        picture: 'policy-configure',
      },
    ],
  },
  {
    title: 'Create a Temporary Access Pass',
    lead: 'At least an *Authentication Administrator* issues it; for administrators, a *Privileged Authentication Administrator*.',
    steps: [
      { text: 'Open **Users**, and search for the person.', picture: 'users' },
      {
        text: 'Select the person, then **Authentication methods**. This one starts today, and has an earlier pass.',
        picture: 'methods',
      },
      {
        text: 'Select **Add authentication method**. Under **Choose method** stands **Temporary Access Pass**. Set a delayed start time, the activation duration, and one-time use. Beside the form stands what this pass will open, and why it would not; below it, that it replaces the earlier one.',
        picture: 'add',
      },
      {
        text: 'Select **Add**. The code is shown once: read it out, spell it, copy it, or print a hand-out. Closing the pane makes it unreadable for ever.',
        picture: 'issued',
      },
    ],
  },
  {
    title: 'Use a Temporary Access Pass',
    lead: 'The person signs in once with the pass, and registers a passkey for the time after it.',
    steps: [
      { text: 'Open the sign-in page, and enter the user name.', picture: 'sign-in' },
      {
        text: 'Enter the Temporary Access Pass. Somebody who has an effective pass is asked for it first.',
        picture: 'sign-in-pass',
      },
      { text: 'In **Security info**, add a **Passkey**.', picture: 'security-info' },
      { text: 'From now on the passkey signs in, and the pass runs out by itself.', picture: 'passkey-added' },
    ],
  },
  {
    title: 'Delete or replace a Temporary Access Pass',
    lead: 'Somebody has one pass at a time. Issuing another replaces it, and says so before; deleting it ends what it opened.',
    steps: [
      {
        text: 'Under **Authentication methods** of the person the pass stands with its state. Select it to see until when it is valid.',
        picture: 'pass-details',
      },
      {
        text: 'Select **Delete**. The question names what ends with it.',
        picture: 'delete',
      },
    ],
  },
  {
    title: 'See every pass, and what became of it',
    lead: 'What Entra has no page for.',
    steps: [
      {
        text: '**Temporary Access Passes** lists those of the whole organization; several can be revoked at once.',
        picture: 'passes',
      },
      {
        text: '**Home** tells what needs attention, and how far the way to passwordless has been gone.',
        picture: 'home',
      },
    ],
  },
] as const satisfies readonly Chapter[]
