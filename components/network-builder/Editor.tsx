import { useState } from 'preact/hooks'
import { builderText as text } from '../../src/strings/network-builder.en.ts'
import { Pick } from '../controls/Pick.tsx'
import { Button } from '../figure/Button.tsx'
import {
  FIELDS,
  FUNCTIONS,
  KINDS,
  MOST,
  MOST_ROWS,
  pairText,
  paddingText,
  parseCount,
  parsePadding,
  parsePair,
  type Field,
  type FunctionName,
  type Kind,
  type Pair,
  type Padding,
  type Row,
} from './rows.ts'
import { TextField } from './TextField.tsx'

interface Props {
  id: string
  row: Row | undefined
  name: string
  at: number
  count: number
  onChange: (parts: Partial<Row>) => void
  onAdd: (kind: Kind) => void
  onMove: (by: -1 | 1) => void
  onDouble: () => void
  onRemove: () => void
}

const parseShare = (typed: string): number | null =>
  /^\s*0?(\.\d{1,4})?\s*$/.test(typed) && /\d/.test(typed) ? Number(typed) : null

/** What the chosen row is, and what can be done with it. */
export function Editor({ id, row, name, at, count, onChange, onAdd, onMove, onDouble, onRemove }: Props) {
  const [kind, setKind] = useState<Kind>('conv')
  return (
    <fieldset class="net-editor needs-script">
      <legend>{row === undefined ? text.noRow : text.editor(name)}</legend>
      {row !== undefined && (
        <div class="net-fields">
          {FIELDS[row.kind].map((field) => (
            <Setting
              key={`${at}-${field}`}
              id={`${id}-${field}`}
              row={row}
              field={field}
              onChange={onChange}
            />
          ))}
        </div>
      )}
      <div class="net-buttons">
        <Button disabled={at <= 0} onClick={() => onMove(-1)}>
          {text.up}
        </Button>
        <Button disabled={row === undefined || at >= count - 1} onClick={() => onMove(1)}>
          {text.down}
        </Button>
        <Button disabled={row === undefined || count >= MOST_ROWS} onClick={onDouble}>
          {text.double}
        </Button>
        <Button disabled={row === undefined} onClick={onRemove}>
          {text.remove}
        </Button>
        <Pick
          label={text.newKind}
          value={kind}
          options={KINDS.map((one) => [one, text.kinds[one]] as const)}
          onPick={setKind}
        />
        <Button disabled={count >= MOST_ROWS} onClick={() => onAdd(kind)}>
          {text.add}
        </Button>
      </div>
    </fieldset>
  )
}

interface SettingProps {
  id: string
  row: Row
  field: Field
  onChange: (parts: Partial<Row>) => void
}

function Setting({ id, row, field, onChange }: SettingProps) {
  const { fields, fieldHints } = text
  switch (field) {
    case 'bias':
    case 'ceil':
      return (
        <label class="option">
          <input
            type="checkbox"
            checked={row[field]}
            onChange={(event) => onChange({ [field]: event.currentTarget.checked })}
          />
          {fields[field]}
        </label>
      )
    case 'name':
      return (
        <Pick<FunctionName>
          label={fields.name}
          value={row.name}
          options={(Object.keys(FUNCTIONS) as FunctionName[]).map((one) => [one, FUNCTIONS[one]] as const)}
          onPick={(name) => onChange({ name })}
        />
      )
    case 'out':
    case 'groups': {
      const label = field === 'groups' ? fields.groups : row.kind === 'conv' ? fields.outOfConv : fields.outOfDense // prettier-ignore
      return (
        <TextField<number>
          id={id}
          label={label}
          value={String(row[field])}
          hint={fieldHints.count(MOST.out)}
          parse={(typed) => parseCount(typed, MOST.out)}
          print={String}
          onValue={(value) => onChange({ [field]: value })}
        />
      )
    }
    case 'p':
      return (
        <TextField<number>
          id={id}
          label={fields.p}
          value={String(row.p)}
          hint={fieldHints.share}
          parse={parseShare}
          print={String}
          onValue={(p) => onChange({ p })}
        />
      )
    case 'padding':
      return (
        <TextField<Padding>
          id={id}
          label={fields.padding}
          value={paddingText(row.padding)}
          hint={fieldHints.padding}
          parse={parsePadding}
          print={paddingText}
          onValue={(padding) => onChange({ padding })}
        />
      )
    default:
      return (
        <TextField<Pair>
          id={id}
          label={fields[field]}
          value={pairText(row[field])}
          hint={fieldHints.pair}
          parse={parsePair}
          print={pairText}
          onValue={(value) => onChange({ [field]: value })}
        />
      )
  }
}
