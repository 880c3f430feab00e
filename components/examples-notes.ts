/** How the documentation shows a tag that is no figure. */
export interface NoteExample {
  props?: Readonly<Record<string, string>>
  /** What stands between the tags, as an author writes it. */
  content?: string
  /** Tags that must stand inside, each with its own content. */
  inside?: readonly (readonly [tag: string, content: string])[]
  /** The example is the first that the course has: these tags name what stands beside a lesson. */
  from?: 'exercises' | 'derivations'
  /** The tag stands only inside this one, where its example is. */
  within?: string
}

/** For every tag of the vocabulary that is no figure, what its documentation shows. A test demands one for each. */
export const NOTE_EXAMPLES: Readonly<Record<string, NoteExample>> = {
  Aside: { content: 'The perceptron was a machine before it was a program.' },
  Convention: {
    content: 'A layer of $n$ neurons has $n$ biases. Some books write them as one more weight each.',
  },
  DeepDive: {
    props: { title: 'Why the variance adds up' },
    content:
      'Of independent terms, $\\operatorname{Var}(a + b) = \\operatorname{Var}(a) + \\operatorname{Var}(b)$.',
  },
  Derivation: { props: { id: 'an-id' }, from: 'derivations' },
  Exercise: { props: { id: 'an-id' }, from: 'exercises' },
  Frameworks: {
    inside: [
      ['Keras', '`keras.layers.Dense(3, activation="sigmoid")`'],
      ['PyTorch', '`torch.nn.Linear(2, 3)`, then `torch.sigmoid`'],
    ],
  },
  Keras: { within: 'Frameworks' },
  Pitfall: { content: 'A validation loss that was looked at to choose the model is no test of it.' },
  Predict: {
    props: { question: 'What does a sigmoid neuron answer when all its weights are zero?' },
    content: 'One half, moved by its bias alone.',
  },
  PyTorch: { within: 'Frameworks' },
  Recap: { content: '- A neuron weighs, adds, and decides.\n- Its bias moves the threshold.' },
  Sources: { content: '- Frank Rosenblatt, *The perceptron*, 1958.' },
}
