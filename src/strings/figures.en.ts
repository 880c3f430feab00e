/** Words of the page that shows all figures. */
export const figuresText = {
  title: 'All figures',
  lead: 'Every figure that a lesson can embed, as it stands when nothing is said about it.',
} as const
