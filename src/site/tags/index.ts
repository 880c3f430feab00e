/**
 * The vocabulary as a lesson uses it. A tag knows an id; a component draws what it is given. For the tags of which both
 * is true the site stands in between, so that no component has to reach into the site or into a lesson's files.
 */
export * from '../../../components/index.ts'
export { default as Derivation } from './Derivation.astro'
export { default as Exercise } from './Exercise.astro'
export { default as NotebookCell } from './NotebookCell.astro'
