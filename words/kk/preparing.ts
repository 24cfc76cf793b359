/** What the site says while the company has not entered all that clients need. kk is the reference. */
export const preparing = {
  title: 'Кабинет дайындалып жатыр',
  client:
    'Әзірге өтініш жіберуге болмайды. Қажет болса, байланыс орталығына хабарласыңыз: {phone}. Кабинет дайын болғанда бұл хабар жоғалады.',
  staff: 'Клиенттер әлі өтініш жібере алмайды. Әкімші мыналарды енгізуі керек:',
  missing: {
    appealTypes: 'өтініш түрлері – otinish catalogue import',
    tariffs: 'тарифтер – otinish tariffs import',
    vat: 'ҚҚС мөлшерлемесі – otinish tariffs import',
    calendar: 'осы жылдың жұмыс күнтізбесі – otinish calendar import',
    trust: 'куәландырушы орталықтың түбірлік куәліктері – otinish trust add',
  },
}
