import { tellOfPeople } from './people.ts'

await tellOfPeople('kk')
