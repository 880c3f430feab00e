import { satteri } from '@astrojs/markdown-satteri'
import type { MdastPluginList } from 'satteri'
import { cells } from './cell-plugin.ts'
import { math } from './math.ts'
import { vocabulary } from './vocabulary-plugin.ts'

/** The Markdown processor of lessons: mathematics, the closed vocabulary of tags, and cells. */
export const lessonMarkdown = () =>
  satteri({
    features: { math: true },
    mdastPlugins: [math(), vocabulary(), cells()] as unknown as MdastPluginList,
  })
