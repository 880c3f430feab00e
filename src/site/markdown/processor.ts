import { satteri } from '@astrojs/markdown-satteri'
import type { MdastPluginList } from 'satteri'
import { math } from './math.ts'
import { vocabulary } from './vocabulary-plugin.ts'

/** The Markdown processor of lessons: mathematics, and the closed vocabulary of tags. */
export const lessonMarkdown = () =>
  satteri({
    features: { math: true },
    mdastPlugins: [math(), vocabulary()] as unknown as MdastPluginList,
  })
