import { describe, expect, expectTypeOf, test } from 'vitest'
import { en, type Strings } from '../../src/strings/en.ts'
import { de } from '../../src/strings/lesson.de.ts'
import { directionOf, languageAt, LANGUAGES, uiIn } from '../../src/strings/languages.ts'
import { translated, type Complete, type Translation } from '../../src/strings/translate.ts'

describe('a translation', () => {
  const texts = {
    name: 'Chainrule',
    lesson: { next: 'Next', minutes: (n: number) => `${n} minutes` },
    figure: { reset: 'Reset' },
  }

  test('stands in place of the texts that it has; the others stay', () => {
    const german = translated(texts, { lesson: { minutes: (n: number) => `${n} Minuten` } })
    expect(german.lesson.minutes(5)).toBe('5 Minuten')
    expect(german.lesson.next).toBe('Next')
    expect(german.figure).toEqual({ reset: 'Reset' })
    expect(german.name).toBe('Chainrule')
  })

  test('changes nothing of the texts themselves, and adds none', () => {
    const before = texts.lesson.next
    const odd = { lesson: { next: 'Weiter', unknown: 'x' } }
    const german = translated(texts, odd)
    expect(german.lesson.next).toBe('Weiter')
    expect(Object.keys(german.lesson)).toEqual(Object.keys(texts.lesson))
    expect(texts.lesson.next).toBe(before)
  })

  test('has the form of the texts, which the compiler checks', () => {
    expectTypeOf<Translation<Strings>['lesson']>().not.toEqualTypeOf<Complete<Strings['lesson']>>()
    expectTypeOf(de.lesson).toExtend<Complete<Strings['lesson']>>()
    expectTypeOf<{ minutes: (n: string) => string }>().not.toExtend<Complete<(typeof texts)['lesson']>>()
    expectTypeOf<{ next: string }>().not.toExtend<Complete<(typeof texts)['lesson']>>()
    expectTypeOf<{ next: string }>().toExtend<Translation<(typeof texts)['lesson']>>()
  })
})

describe('German', () => {
  const german = uiIn('de')

  test('says what stands around a lesson, and in English what nobody has translated', () => {
    expect(german.lesson.next).toBe('Weiter')
    expect(german.lesson.minutes(45)).toBe('45 Minuten')
    expect(german.progress.notKept).toContain('Browser')
    expect(german.figure.reset).toBe(en.figure.reset)
    expect(german.site.name).toBe(en.site.name)
    expect(german.language).toBe('de')
  })

  test('has every text of a lesson, and no text that is the English one but for names', () => {
    const same = Object.entries(en.lesson).filter(
      ([key, text]) => typeof text === 'string' && german.lesson[key as 'next'] === text,
    )
    expect(same.map(([key]) => key)).toEqual(['inKeras', 'inPyTorch'])
    expect(Object.keys(de.lesson).toSorted()).toEqual(Object.keys(en.lesson).toSorted())
  })

  test('leaves no gap of a text unfilled', () => {
    for (const [key, text] of Object.entries(german.lesson)) {
      if (typeof text !== 'function') continue
      const said = (text as (...args: string[]) => string)('«1»', '«2»')
      const english = (en.lesson[key as 'minutes'] as unknown as (...args: string[]) => string)('«1»', '«2»')
      for (const gap of ['«1»', '«2»'])
        expect([key, said.includes(gap)]).toEqual([key, english.includes(gap)])
    }
  })
})

describe('the language of a page', () => {
  test.each([
    ['/', '/', 'en'],
    ['/neurons/activations/', '/', 'en'],
    ['/de/neurons/activations/', '/', 'de'],
    ['/sub/path/de/neurons/activations/', '/sub/path/', 'de'],
    ['/sub/path/de/neurons/activations/', '/sub/path', 'de'],
    ['/sub/path/neurons/activations/', '/sub/path/', 'en'],
    ['/de', '/de/', 'en'],
    ['/toString/neurons/', '/', 'en'],
    ['/xx/neurons/activations/', '/', 'en'],
  ])('%s below %s: %s', (path, base, language) => {
    expect(languageAt(path, base)).toBe(language)
  })

  test('says which way it is written', () => {
    for (const language of Object.keys(LANGUAGES) as (keyof typeof LANGUAGES)[])
      expect(['ltr', 'rtl']).toContain(directionOf(language))
  })
})
