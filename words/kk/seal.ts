/** What `otinish seal` says at the terminal. kk is the reference. */
export const seal = {
  password: 'Кілттің паролі: ',
  installed: 'Орнатылды. Енді дәлелдер пакеттеріне осы кілтпен мөр қойылады.',
  none: 'Компанияның кілті орнатылмаған: пакеттер мөрсіз беріледі.',
  subject: 'иесі {organisation}, БСН {bin}',
  validity: 'қолданылу мерзімі {from} – {to}',
  expired: 'мерзімі өткен, мөр қойылмайды',
  addedAt: 'орнатылған күні {date}',
  gost: 'Назар аударыңыз: серверде GOST есептеуінің уақыты тұрақты емес (docs/decisions/0015).',
  unreadable: '{file} файлын оқу мүмкін болмады: {reason}',
  problems: {
    not_a_key_file: 'бұл – кілт файлы емес',
    damaged: 'кілт файлы бүлінген',
    wrong_password: 'пароль қате',
    unsupported: 'бұл алгоритммен мөр қойылмайды',
    not_company: 'бұл – жеке тұлғаның кілті; компанияның кілті керек',
    other_company: 'кілттегі БСН баптаулардағы деректемелерге сай емес',
  },
}
