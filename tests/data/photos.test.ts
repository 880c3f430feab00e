import { describe, expect, it } from 'vitest'
import { photoNames } from '../../data/index.ts'
import { loadPhoto } from '../../data/node.ts'
import known from './fixtures/known.json' with { type: 'json' }

describe.each(photoNames)('%s', (name) => {
  const facts = known.photos[name]

  it('has the pixels that Pillow decodes', async () => {
    const photo = await loadPhoto(name)
    const { pixels, numChannels, height, width } = photo
    expect([height, width, numChannels]).toEqual([160, 256, 3])
    expect(facts.shape).toEqual([160, 256, 3])
    expect(pixels).toHaveLength(3 * 160 * 256)
    const plane = height * width
    for (let c = 0; c < 3; c++) {
      const channel = pixels.subarray(c * plane, (c + 1) * plane)
      const total = channel.reduce((sum, value) => sum + value, 0)
      expect(total).toBe(facts.channelSums[c])
      // Reducing a picture keeps its mean color.
      expect(Math.abs(total / plane - facts.packagedChannelMeans[c]!)).toBeLessThan(0.5)
    }
    for (const { y, x, rgb } of facts.spots) {
      expect([0, 1, 2].map((c) => pixels[(c * height + y) * width + x])).toEqual(rgb)
    }
  })

  it('says who took it, where it is, its license and what was changed', async () => {
    const photo = await loadPhoto(name)
    const author = { china: 'danielbuechele', flower: 'vultilion' }[name]
    expect(photo.name).toBe(name)
    expect(photo.author).toBe(author)
    expect(photo.source).toContain(`flickr.com/photos/${author}/`)
    expect(photo.license).toContain('CC BY 2.0')
    expect(photo.changes).toContain('256 by 160')
  })
})
