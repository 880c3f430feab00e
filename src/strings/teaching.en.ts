/** Words of the notes for those who teach a lesson. */
export const teachingText = {
  title: 'Teaching notes',
  of: (lesson: string) => `Teaching notes: ${lesson}`,
  about: (lesson: string) =>
    `For those who teach “${lesson}”: a plan, what to show, what to ask, and the mistakes to expect.`,
  lesson: 'To the lesson',
  present: 'Present it',
  guide: 'Teach with Chainrule',
  objectives: 'Objectives',
  objectivesLead: 'Afterwards learners can do this. Below each stand the exercises that show it.',
  timing: 'A plan',
  timingLead: (inClass: number, reading: number) =>
    `${inClass} minutes in class, with exercises; those that are left over are for home. Somebody who reads alone takes about ${reading}.`,
  section: 'Section',
  minutes: 'Minutes',
  inRoom: 'In the room',
  show: 'On the projector',
  showLead: 'Each link opens the figure or the derivation alone, in large type. The arrow keys go on.',
  discuss: 'To discuss',
  notes: 'From a colleague',
  mistakes: 'Mistakes to expect',
  mistakesLead:
    'What the exercises recognize, with the first variant’s numbers: the mistake’s name, and what the learner is told.',
  noNotes: 'Nobody has written notes for this lesson yet.',
  noMistakes: 'Its exercises recognize no mistakes.',
  option: 'Chosen:',
  others: 'Other lessons',
} as const
