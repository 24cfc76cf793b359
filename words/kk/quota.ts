import type { QuotaKind } from '../../domain/attachment/quota.ts'

/** Limits that are near, beside the place that they are of. */
export const quota: Record<QuotaKind, string> = {
  drafts: 'Сізде {used} қаралама бар, ең көбі – {most}. Қажет емесін өшіріңіз.',
  draftsToday: 'Бүгін {used} қаралама басталды, бір күнде ең көбі – {most}.',
  bytes: 'Қараламаларыңыздың файлдары {used} орын алып тұр, ең көбі – {most}. Қажет емесін өшіріңіз.',
  filesToday: 'Бүгін {used} файл жүктелді, бір күнде ең көбі – {most}.',
  bytesToday: 'Бүгін {used} көлемінде файл жүктелді, бір күнде ең көбі – {most}.',
  takeOversToday: 'Бүгін басқалардан {used} рет хат алдыңыз, бір күнде ең көбі – {most}.',
}
