/** What `otinish settings`, `tariffs` and `calendar` say at the terminal. kk is the reference. */
export const operating = {
  unreadable: '{file} файлын оқу мүмкін болмады: {reason}.',
  notJson: '{file} – JSON файлы емес: {reason}',
  wrongShape: '{file} файлында мыналар дұрыс емес:',
  maximum: 'ең көбі {n}',
  settingsRecorded: 'Жазылған баптау: {n}. Жұмыс істеп тұрған сайт оларды 5 секундта қабылдайды.',
  noTypes: 'Өтініш түрлері әлі жарияланбаған. Алдымен: otinish catalogue import data/catalogue.json.',
  unknownTypes: 'Тарифтегі бұл түрлер каталогта жоқ: {codes}.',
  freeOfTariff: 'Бұл түрлердің тарифі жоқ, сондықтан клиентке ұсынылмайды: {codes}.',
  oneVersion: '--from файлда тарифтің бір ғана жаңа нұсқасы тұрғанда беріледі.',
  tariffPublished: 'Тарифтің {version}-нұсқасы жарияланды, {date} күнінен бастап күшінде.',
  tariffKnown: 'Тарифтің {version}-нұсқасы бұрыннан бар, өзгертілген жоқ.',
  vatRecorded: 'ҚҚС {rate}%, {date} күнінен бастап.',
  calendarRecorded: 'Күнтізбе жазылды. Жылдар: {years}. Өзгерген күндер: {n}.',
  datesTold: 'Орындалу мерзімі белгіленген өтініштер: {n}.',
}
