import { searchText } from '../../strings/search.en.ts'
import type { Hit } from './query.ts'

/** What was found, as links; sections of a lesson stand below it. */
export function Results({ hits, onFollow }: { hits: readonly Hit[]; onFollow: () => void }) {
  return (
    <ol class="search-results">
      {hits.map(({ url, kind, title, place, pieces, sections }) => (
        <li key={url}>
          <a class="search-hit" href={url} onClick={onFollow}>
            <span class="search-kind">
              {searchText.one[kind]}
              {place && ` · ${place}`}
            </span>
            <span class="search-title">{title}</span>
            <span class="search-excerpt">
              {pieces.map(({ text, isHit }) => (isHit ? <mark>{text}</mark> : text))}
            </span>
          </a>
          {sections.length > 0 && (
            <ul class="search-sections">
              {sections.map((section) => (
                <li key={section.url}>
                  <a href={section.url} onClick={onFollow}>
                    {section.title}
                  </a>
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  )
}
