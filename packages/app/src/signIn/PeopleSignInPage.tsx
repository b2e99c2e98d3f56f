import { ProxiedSignInPage } from '@backstage/core-components';
import { IdentityApi, SignInPageProps } from '@backstage/core-plugin-api';
import { useState } from 'react';
import { PeoplePicker } from './PeoplePicker';
import { SignInFailed } from './SignInFailed';
import { chosenPerson, rememberPerson } from './chosenPerson';
import { Person } from './people';

/** Offers the people to try the portal as, and signs in as the chosen one. */
export function PeopleSignInPage({ onSignInSuccess }: SignInPageProps) {
  const [person, setPerson] = useState(chosenPerson);
  const choose = (chosen: Person | undefined) => {
    rememberPerson(chosen);
    setPerson(chosen);
  };

  if (!person) return <PeoplePicker onChoose={choose} />;
  return (
    <ProxiedSignInPage
      provider="people"
      headers={{ 'x-portal-person': person.name }}
      onSignInSuccess={identity =>
        onSignInSuccess(forgettingOnSignOut(identity))
      }
      ErrorComponent={({ error }) => (
        <SignInFailed
          person={person}
          error={error}
          onBack={() => choose(undefined)}
        />
      )}
    />
  );
}

/** The page after signing out is this one again, and must then offer the choice. */
function forgettingOnSignOut(identity: IdentityApi): IdentityApi {
  return {
    getProfileInfo: () => identity.getProfileInfo(),
    getBackstageIdentity: () => identity.getBackstageIdentity(),
    getCredentials: () => identity.getCredentials(),
    signOut: async () => {
      rememberPerson(undefined);
      await identity.signOut();
    },
  };
}
