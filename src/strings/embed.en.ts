/** Words of a figure in a frame of another page, and of the form that writes the frame. */
export const embedText = {
  html: 'For a page of your own',
  leaveOut: 'Controls to leave out',
  copy: 'Copy',
  copied: 'Copied.',
  copyYourself: 'The browser does not let the page copy: select the text and copy it yourself.',
  height:
    'The figure begins as it stands here. The height is that of now; the frame tells its page whenever it needs another one.',
  home: 'Open in the course',
} as const
