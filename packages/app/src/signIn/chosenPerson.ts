import { PEOPLE, Person } from './people';

const KEY = 'portal.person';

/** Who was chosen in this tab of the browser; survives a reload and ends with the tab. */
export function chosenPerson(): Person | undefined {
  const name = sessionStorage.getItem(KEY);
  return PEOPLE.find(person => person.name === name);
}

/** Remembers who was chosen, or forgets it. */
export function rememberPerson(person: Person | undefined): void {
  if (person) sessionStorage.setItem(KEY, person.name);
  else sessionStorage.removeItem(KEY);
}
