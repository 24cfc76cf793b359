import type { evidence as kk } from '../kk/evidence.ts'

export const evidence: typeof kk = {
  title: 'Пакет доказательств',
  hint: 'Письмо, подпись, документы, квитанция о регистрации и ответы в одном файле. Любой может проверить его и позже, и без интернета.',
  download: 'Скачать пакет доказательств',
  check: 'Проверить пакет',
}
