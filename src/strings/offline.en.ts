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
} as const
