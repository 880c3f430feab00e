// The figures of a course of one's own, which `chainrule build` exports here; the published course has none.
export {}
