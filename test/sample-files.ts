/** Small files of each kind that may be attached, and of kinds that may not. */

const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'))

export const pdf = latin1(
  '%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n',
)
export const cutPdf = pdf.slice(0, 40)
export const encryptedPdf = latin1(
  '%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R /Encrypt 5 0 R>>\nstartxref\n9\n%%EOF\n',
)
export const launchingPdf = latin1(
  '%PDF-1.7\n1 0 obj<</OpenAction<</S/Launch/F(a.exe)>>>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
)
export const png = new Uint8Array(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
)
export const jpeg = new Uint8Array([
  0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xff, 0xd9,
])
/** The first bytes of a Windows program. */
export const program = new Uint8Array([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, ...new Uint8Array(60)])

/** A ZIP of these files, stored without compression. */
export function zip(names: readonly string[], { encrypted = false } = {}): Uint8Array {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const name of names) {
    const nameBytes = Buffer.from(name)
    const content = Buffer.from('<x/>')
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(20, 4)
    local.writeUInt16LE(encrypted ? 1 : 0, 6)
    local.writeUInt32LE(content.length, 18)
    local.writeUInt32LE(content.length, 22)
    local.writeUInt16LE(nameBytes.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(encrypted ? 1 : 0, 8)
    entry.writeUInt32LE(content.length, 20)
    entry.writeUInt32LE(content.length, 24)
    entry.writeUInt16LE(nameBytes.length, 28)
    entry.writeUInt32LE(offset, 42)
    parts.push(local, nameBytes, content)
    directory.push(entry, nameBytes)
    offset += local.length + nameBytes.length + content.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(names.length, 8)
  end.writeUInt16LE(names.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(offset, 16)
  return new Uint8Array(Buffer.concat([...parts, list, end]))
}

const word = ['[Content_Types].xml', 'word/document.xml']
export const docx = zip(word)
export const macroDocx = zip([...word, 'word/vbaProject.bin'])
export const encryptedZip = zip(word, { encrypted: true })
export const spreadsheet = zip(['[Content_Types].xml', 'xl/workbook.xml'])

/** A compound file (MS-CFB) with these entries in its directory; `flags` go into a Word document's first block. */
export function compoundFile(names: readonly string[], flags = 0): Uint8Array {
  const file = Buffer.alloc(512 * 12)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(file)
  file.writeUInt16LE(9, 0x1e)
  file.writeUInt32LE(1, 0x30)
  file.fill(0xff, 0x4c, 512)
  file.writeUInt32LE(0, 0x4c)
  // Sector 0: the allocation table; sector 1: the directory; sector 2 on: the first stream.
  file.fill(0xff, 512, 1024)
  file.writeUInt32LE(0xfffffffe, 512 + 4)
  for (const [index, name] of names.slice(0, 4).entries()) {
    const at = 1024 + index * 128
    const text = Buffer.from(`${name}\0`, 'utf16le')
    text.copy(file, at)
    file.writeUInt16LE(text.length, at + 0x40)
    file.writeUInt32LE(2, at + 0x74)
    file.writeUInt32LE(4096, at + 0x78)
  }
  file.writeUInt16LE(flags, 512 * 3 + 10)
  return new Uint8Array(file)
}

export const doc = compoundFile(['Root Entry', 'WordDocument'])
export const macroDoc = compoundFile(['Root Entry', 'WordDocument', 'Macros'])
export const encryptedDoc = compoundFile(['Root Entry', 'WordDocument'], 0x0100)
export const encryptedPackage = compoundFile(['Root Entry', 'EncryptedPackage'])
export const oldSpreadsheet = compoundFile(['Root Entry', 'Workbook'])

/** A PDF of so many bytes, as far as its kind is told by its ends. */
export function bytesOfPdf(size: number): Uint8Array {
  const bytes = new Uint8Array(size).fill(0x20)
  bytes.set(pdf.slice(0, 9))
  bytes.set(new TextEncoder().encode('%%EOF'), size - 5)
  return bytes
}
