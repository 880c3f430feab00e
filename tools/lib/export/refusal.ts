/** The export cannot be made; the message says where, what was found, and what would be right. */
export class ExportRefusal extends Error {
  override name = 'ExportRefusal'
}
