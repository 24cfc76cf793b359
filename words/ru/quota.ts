import type { quota as kk } from '../kk/quota.ts'

export const quota: typeof kk = {
  drafts: 'Черновиков сейчас {used}, может быть не больше {most}. Удалите ненужные.',
  draftsToday: 'Сегодня начато черновиков: {used}, за день можно не больше {most}.',
  bytes: 'Файлы ваших черновиков занимают {used}, можно не больше {most}. Удалите ненужные.',
  filesToday: 'Сегодня загружено файлов: {used}, за день можно не больше {most}.',
  bytesToday: 'Сегодня загружено {used}, за день можно не больше {most}.',
  takeOversToday: 'Сегодня писем взято у других: {used}, за день можно не больше {most}.',
}
