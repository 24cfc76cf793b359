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

/** A size that is too large, never rounded down to what is allowed: 5 МБ and one byte → «5,1 МБ». */
export function formatSizeOver(bytes: number, language: Language): string {
  const tenth = (1024 * 1024) / 10
  return formatFileSize(Math.ceil(Math.ceil(bytes / tenth) * tenth), language)
}
