import type { Language } from '../domain/language.ts'

const units: Record<Language, { byte: string; kilo: string; mega: string; point: string }> = {
  kk: { byte: 'байт', kilo: 'КБ', mega: 'МБ', point: ',' },
  ru: { byte: 'байт', kilo: 'КБ', mega: 'МБ', point: ',' },
  en: { byte: 'bytes', kilo: 'KB', mega: 'MB', point: '.' },
}

/** Bytes → «86 КБ», «1,2 МБ» (1 КБ = 1024 bytes, as the 5 MB of §7 is 5 × 1024 × 1024); under 1024 → «512 байт». */
export function formatFileSize(bytes: number, language: Language): string {
  if (!Number.isSafeInteger(bytes) || bytes < 0) throw new RangeError(`not a size in bytes: ${bytes}`)
  const { byte, kilo, mega, point } = units[language]
  if (bytes < 1024) return `${bytes}\u00a0${byte}`
  const kilobytes = Math.round(bytes / 1024)
  if (kilobytes < 1024) return `${kilobytes}\u00a0${kilo}`
  const tenths = Math.round((bytes * 10) / (1024 * 1024))
  const fraction = tenths % 10 === 0 ? '' : `${point}${tenths % 10}`
  return `${Math.trunc(tenths / 10)}${fraction}\u00a0${mega}`
}

/** How many bytes the last digit of a printed size is worth. */
const stepOf = (bytes: number): number => (bytes < 1024 ? 1 : bytes < 1024 * 1024 ? 1024 : (1024 * 1024) / 10)

/** A size that is too large, never rounded down to what is allowed: 5 МБ and one byte → «5,1 МБ». */
function formatSizeOver(bytes: number, language: Language): string {
  const step = stepOf(bytes)
  return formatFileSize(Math.ceil(Math.ceil(bytes / step) * step), language)
}

/** What a file may have at most, never rounded up to what is refused: 2 МБ less one byte → «1,9 МБ». */
export function formatSizeLimit(bytes: number, language: Language): string {
  const step = stepOf(bytes)
  return formatFileSize(Math.floor(Math.floor(bytes / step) * step), language)
}

/** A parameter of a refusal that is a size: `bytes` of what is too large, `most` of what is allowed. */
export function printedSize(name: string, bytes: string | number, language: Language): string | null {
  if (name === 'bytes') return formatSizeOver(Number(bytes), language)
  return name === 'most' ? formatSizeLimit(Number(bytes), language) : null
}
