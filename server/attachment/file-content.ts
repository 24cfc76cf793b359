import { fileTypeFromBuffer } from 'file-type'
import { checkContentType, type MediaType } from '../../domain/attachment/file-rules.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { readCompoundFile } from './compound-file.ts'
import { readZipDirectory } from './zip-directory.ts'

/** What a file turned out to be, or why it is not taken. */
export type ContentCheck = { readonly mediaType: MediaType } | { readonly refusal: Refusal }

const programs = new Set([
  'application/x-msdownload',
  'application/x-elf',
  'application/x-mach-binary',
  'application/java-vm',
  'application/wasm',
  'application/x-ms-shortcut',
])
/** The same bytes, not copied. */
const asBuffer = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength)
const latin1 = (bytes: Uint8Array): string => asBuffer(bytes).toString('latin1')
const no = (code: Parameters<typeof refuse>[0]): ContentCheck => ({ refusal: refuse(code) })

/**
 * §7: what a file is by its content, and whether it is whole, open and without programs. The name only says what it
 * claims to be. Nothing is unpacked.
 */
export async function checkContent(name: string, bytes: Uint8Array): Promise<ContentCheck> {
  const found = contentOf(await mediaTypeOf(bytes), bytes)
  if ('refusal' in found) return found
  const differs = checkContentType(name, found.mediaType)
  return differs === null ? found : { refusal: differs }
}

async function mediaTypeOf(bytes: Uint8Array): Promise<string | null> {
  const mime = (await fileTypeFromBuffer(bytes))?.mime ?? null
  // Readers find a PDF's header anywhere in its first 1,024 bytes.
  return mime === null && latin1(bytes.subarray(0, 1024)).includes('%PDF-') ? 'application/pdf' : mime
}

function contentOf(mime: string | null, bytes: Uint8Array): ContentCheck {
  if (mime !== null && programs.has(mime)) return no('file_unsafe')
  switch (mime) {
    case 'image/jpeg':
      return asBuffer(bytes).lastIndexOf(Buffer.from([0xff, 0xd9])) > 0
        ? { mediaType: mime }
        : no('file_damaged')
    case 'image/png':
      return asBuffer(bytes).lastIndexOf('IEND') > 0 ? { mediaType: mime } : no('file_damaged')
    case 'application/pdf':
      return pdf(latin1(bytes))
    case 'application/x-cfb':
      return compound(bytes)
    default:
      // Whatever else a ZIP is recognised as, its own list of files decides.
      return bytes[0] === 0x50 && bytes[1] === 0x4b ? zip(bytes) : no('file_mismatch')
  }
}

function pdf(text: string): ContentCheck {
  if (!text.slice(-2048).includes('%%EOF')) return no('file_damaged')
  if (/\/Encrypt\s*(\d+\s+\d+\s+R|<<)/.test(text)) return no('file_encrypted')
  if (/\/S\s*\/Launch\b/.test(text)) return no('file_unsafe')
  return { mediaType: 'application/pdf' }
}

/** Bit of the file information block that says the document is encrypted (MS-DOC 2.5.2, fEncrypted). */
const encryptedFlag = 0x0100

function compound(bytes: Uint8Array): ContentCheck {
  const file = readCompoundFile(bytes)
  if (file === null) return no('file_damaged')
  const names = [...file.entries.keys()]
  if (names.includes('EncryptedPackage')) return no('file_encrypted')
  if (names.some((name) => /^(Macros|VBA|_VBA_PROJECT.*)$/.test(name) || name.endsWith('Ole10Native'))) {
    return no('file_unsafe')
  }
  if (!names.includes('WordDocument')) return no('file_mismatch')
  const head = file.firstBytes('WordDocument', 12)
  const flags = head === null ? 0 : (head[10] ?? 0) | ((head[11] ?? 0) << 8)
  return (flags & encryptedFlag) === 0 ? { mediaType: 'application/msword' } : no('file_encrypted')
}

function zip(bytes: Uint8Array): ContentCheck {
  const entries = readZipDirectory(bytes)
  if (entries === null) return no('file_damaged')
  if (entries.some(({ encrypted }) => encrypted)) return no('file_encrypted')
  const names = entries.map(({ name }) => name)
  if (names.some((name) => /(^|\/)(vbaProject\.bin|activeX\/)|\.(exe|dll|js|vbs|bat|cmd|ps1)$/i.test(name))) {
    return no('file_unsafe')
  }
  if (!names.includes('[Content_Types].xml') || !names.includes('word/document.xml'))
    return no('file_mismatch')
  return { mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' }
}
