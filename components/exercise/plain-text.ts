/** What stands in rendered Markdown, each formula once. */
export function plainText(html: string): string {
  const page = new DOMParser().parseFromString(html, 'text/html')
  for (const twin of page.querySelectorAll('.katex-html, annotation')) twin.remove()
  return (page.body.textContent ?? '').trim().replaceAll(/\s+/g, ' ')
}
