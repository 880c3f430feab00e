/** What a symbol of the formula is: in words, and its shape where it is not a single number. */
export interface SymbolText {
  means: string
  shape?: string
  domain?: 'real' | 'positive' | 'unit'
}

export interface DescribedSymbol extends SymbolText {
  name: string
  /** How it is read aloud, and how it is set. */
  spoken: string
  html: string
}
