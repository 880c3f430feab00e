import { playgroundText as text } from '../../src/strings/playground.en.ts'

/** Every mark on the screen, explained. */
export const Help = () => (
  <details class="play-help">
    <summary>{text.help}</summary>
    <dl>
      {text.helpItems.map(([term, meaning]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  </details>
)
