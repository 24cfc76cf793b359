import type { Language } from '../../../domain/language.ts'

/** «97,4», “97.4”: a share in per cent as it is written; null: «–», of nothing there is none. */
export function shareText(share: number | null, language: Language): string {
  if (share === null) return '–'
  const text = share.toFixed(1)
  return language === 'en' ? text : text.replace('.', ',')
}
