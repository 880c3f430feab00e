/** The engine, as the scripts around this bundle name it: the worker's source is engine and runner in one scope. */
declare const chainruleEngine: Readonly<Record<string, unknown>>

export const engine = chainruleEngine

/** What cells may import, by module. */
export const modules: Readonly<Record<string, Readonly<Record<string, unknown>>>> = { chainrule: engine }
