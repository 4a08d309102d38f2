export const setup = {
  text: 'Four steps, and nobody is locked out of this organization any more. Each can be done again later.',
  progress: (done: number, all: number) => `${done} of ${all} done`,
  done: 'Done',
  toDo: 'To do',
  passkey: {
    title: 'Add a passkey for yourself',
    text: 'The pass you came in with ends soon. A passkey lets you in from now on, and nobody can phish it.',
    action: 'Add a passkey',
  },
  second: {
    title: 'Make a second administrator',
    text: 'If one of you loses a phone, the other issues a pass. Two Global Administrators are enough; more than five are too many.',
    count: (count: number) =>
      count === 1 ? 'One person is Global Administrator.' : `${count} people are Global Administrators.`,
    create: 'Create a user',
    assign: 'Assign the role Global Administrator',
  },
  policy: {
    title: 'Switch Temporary Access Pass on for a test group',
    text: 'Begin with a few people. When it works, include everybody in the policy.',
    isOn: 'Temporary Access Pass is switched on.',
    groupName: 'Name of the group',
    groupDefault: 'Temporary Access Pass pilot',
    people: 'People in the group',
    action: 'Create the group and switch it on',
    finished: 'Temporary Access Pass is on for the group',
    settings: 'Settings of the policy',
  },
  pass: {
    title: 'Issue a first pass',
    text: 'Choose somebody of the group, open Authentication methods, and add a Temporary Access Pass. With it they sign in once and add a passkey.',
    action: 'Choose a user',
  },
  allDone: 'Everything is set up. From here, Home shows what needs attention.',
} as const
