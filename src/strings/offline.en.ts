/** Words about reading without a network, and about a new version of the course. */
export const offlineText = {
  ready: (size: string) => `Ready offline: the whole course is kept on this device (${size}).`,
  keeping: 'The course is being kept on this device, to be read offline.',
  keep: (size: string) => `Keep the course on this device, to read it offline (${size})`,
  size: (bytes: number) => `${Math.max(1, Math.round(bytes / 1e6))} MB`,
  newer: 'There is a new version of the course.',
  take: 'Use it',
  later: 'Later',
  taken: 'The new version opens with the next page. This page stays as you left it.',
  reload: 'Reload this page',
  close: 'Close',
  place: 'The course on this device',
  placeAbout:
    'Where the browser allows it, the whole course is kept on this device, to be read without a network. Here it can be removed.',
  remove: 'Remove the kept course',
  keepAgain: (size: string) => `Keep the course (${size})`,
  kept: (size: string) =>
    `The whole course is kept on this device, to be read without a network: ${size}. Your work is not part of it.`,
  keptInPart: 'A part of the course is kept on this device.',
  confirmRemove:
    'Remove the course from this device? Your work stays. Without a network the course can no longer be read.',
  removed: (size: string) =>
    `Removed: ${size}. Your work is still here. The course will not be kept again unless you ask for it.`,
  notKept: 'The course is not kept on this device, because you have removed it.',
} as const
