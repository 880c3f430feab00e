import type { Strings } from './en.ts'
import type { Complete, Translation } from './translate.ts'

/**
 * What stands around a lesson and its notes, in German. The groups of lessons are complete, which the compiler checks; of
 * the others the page says in English what is missing here. The course's name is nobody's to translate.
 */
export const de = {
  language: 'de',
  site: {
    skip: 'Zum Text springen',
    contents: 'Inhalt',
    theme: 'Hell oder dunkel',
    license: 'Code MIT, Lektionen CC BY 4.0',
    source: 'Quelltext',
    more: 'Mehr vom Kurs',
    review: 'Wiederholen',
    work: 'Ihre Arbeit',
    gallery: 'Aufgabentypen',
    playground: 'Spielplatz',
    figures: 'Abbildungen',
    api: 'API-Referenz',
    notLoaded:
      'Dieser Teil der Seite konnte nicht geladen werden. Prüfen Sie Ihre Verbindung und laden Sie die Seite neu.',
    broken:
      'Ein Teil dieser Seite funktioniert nicht mehr. Ihre Antworten sind gespeichert; laden Sie die Seite neu.',
    reload: 'Neu laden',
    noServer: 'Alles läuft in diesem Tab. Nichts, was Sie eingeben, wird irgendwohin gesendet.',
  },
  lesson: {
    unit: (number: number, title: string) => `Einheit ${number} · ${title}`,
    minutes: (minutes: number) => `${minutes} Minuten`,
    learn: 'Was Sie lernen',
    prerequisites: 'Hilfreiche Vorkenntnisse',
    onThisPage: 'Auf dieser Seite',
    previous: 'Zurück',
    next: 'Weiter',
    inPreparation: 'in Vorbereitung',
    elsewhere: 'nicht Teil dieses Kurses',
    edit: 'Diese Seite bearbeiten',
    report: 'Einen Fehler melden',
    reportTitle: (lesson: string) => `Fehler in ${lesson}`,
    reportBody: (lesson: string, version: string) =>
      `Lektion: ${lesson}\nVersion des Kurses: ${version}\nAufgabe und Variante, falls vorhanden:\n\nWas ist falsch, und was wäre richtig?\n`,
    convention: 'Konvention',
    pitfall: 'Was oft falsch gemacht wird',
    recap: 'Zusammenfassung',
    sources: 'Quellen und Weiterführendes',
    deepDive: 'Vertiefung',
    predict: 'Erst vorhersagen',
    reveal: 'Antwort zeigen',
    frameworks: 'In Keras und in PyTorch',
    inKeras: 'In Keras',
    inPyTorch: 'In PyTorch',
    navigation: 'Lektionen davor und danach',
    languages: 'Sprachen dieser Lektion',
    partly: 'Aufgaben, Abbildungen und die Ausgaben der Zellen sind auf Englisch.',
  },
  progress: {
    notKept:
      'Dieser Browser lässt die Seite nichts speichern; Ihre Antworten bleiben nur, bis Sie sie schließen. Alles andere funktioniert.',
  },
} as const satisfies Translation<Strings> & {
  readonly lesson: Complete<Strings['lesson']>
  readonly progress: Complete<Strings['progress']>
}
