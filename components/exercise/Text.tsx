import { Html } from './Html.tsx'

interface Props {
  /** The texts of a variant, by name. */
  of: Readonly<Record<string, string>>
  name: string
  class?: string
}

/** One text of an exercise. The element bears its name, so that the page can be asked for it: see `texts-on-page.ts`. */
export const Text = ({ of, name, ...look }: Props) => <Html {...look} html={of[name] ?? ''} name={name} />
