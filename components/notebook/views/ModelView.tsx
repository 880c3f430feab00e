import type { ShownModel } from '../../../src/notebook/protocol/shown.ts'
import { notebookText as text } from '../../../src/strings/notebook.en.ts'

/** A model: its modules with the shapes of what they learn, and how many numbers that is. */
export function ModelView({ model }: { model: ShownModel }) {
  const rows = model.modules.filter(({ path, parameters }) => path !== '' || parameters.length > 0)
  return (
    <div class="model">
      <p class="tensor-head">
        {model.name} <span class="soft">· {text.parameters(model.total)}</span>
      </p>
      <div class="tensor-scroll">
        <table class="data-table">
          <thead>
            <tr>
              <th scope="col">{text.layer}</th>
              <th scope="col">{text.type}</th>
              <th scope="col">{text.shapes}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ path, type, parameters }) => (
              <tr key={path}>
                <th scope="row">{path || '·'}</th>
                <td>{type}</td>
                <td>{parameters.map(({ name, shape }) => `${name} (${shape.join(', ')})`).join(', ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {model.more > 0 && <em class="cut">… {text.moreItems(model.more)}</em>}
    </div>
  )
}
