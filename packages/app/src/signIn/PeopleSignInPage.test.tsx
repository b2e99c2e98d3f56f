import { renderInTestApp } from '@backstage/frontend-test-utils';
import { IdentityApi } from '@backstage/core-plugin-api';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { PeopleSignInPage } from './PeopleSignInPage';
import { PEOPLE } from './people';

/** An answer of the auth backend for whoever the header names. */
function answerAs(name: string) {
  const claims = { exp: Math.floor(Date.now() / 1000) + 3600 };
  return {
    profile: { displayName: name },
    backstageIdentity: {
      token: `x.${window.btoa(JSON.stringify(claims))}.x`,
      identity: {
        type: 'user',
        userEntityRef: `user:default/${name}`,
        ownershipEntityRefs: [`user:default/${name}`],
      },
    },
  };
}

describe('page for signing in', () => {
  const auth = jest.fn<Promise<Response>, [string, RequestInit]>();
  const realFetch = global.fetch;

  beforeEach(() => {
    sessionStorage.clear();
    auth.mockReset().mockImplementation(async (_url, init) => {
      const name = new Headers(init.headers).get('x-portal-person')!;
      return new Response(JSON.stringify(answerAs(name)));
    });
    // The page of Backstage that asks the auth backend uses the browser's fetch.
    global.fetch = auth as unknown as typeof fetch;
  });
  afterEach(() => {
    global.fetch = realFetch;
  });

  const renderSignIn = () => {
    const signedIn = jest.fn<void, [IdentityApi]>();
    renderInTestApp(<PeopleSignInPage onSignInSuccess={signedIn} />, {
      config: {
        app: { title: 'Portal of tests', baseUrl: 'http://localhost:3000' },
        backend: { baseUrl: 'http://localhost:7007' },
      },
    });
    return signedIn;
  };

  it('offers everyone, with what each may do', async () => {
    renderSignIn();
    expect(await screen.findByText('Portal of tests')).toBeInTheDocument();
    for (const { displayName, role, may } of PEOPLE) {
      expect(
        screen.getByRole('button', {
          name: new RegExp(`${displayName}.*${role}.*${may}`),
        }),
      ).toBeInTheDocument();
    }
    expect(auth).not.toHaveBeenCalled();
  });

  it('signs in through the auth provider people, again after a reload', async () => {
    const signedIn = renderSignIn();
    await userEvent.click(await screen.findByRole('button', { name: /Olga/ }));
    await waitFor(() => expect(signedIn).toHaveBeenCalledTimes(1));
    expect(auth.mock.calls[0][0]).toMatch(/\/api\/auth\/people\/refresh$/);
    await expect(
      signedIn.mock.calls[0][0].getBackstageIdentity(),
    ).resolves.toMatchObject({ userEntityRef: 'user:default/olga' });

    const signedInAgain = renderSignIn();
    await waitFor(() => expect(signedInAgain).toHaveBeenCalledTimes(1));
  });

  it('offers the choice again after signing out', async () => {
    sessionStorage.setItem('portal.person', 'rita');
    const signedIn = renderSignIn();
    await waitFor(() => expect(signedIn).toHaveBeenCalledTimes(1));
    await signedIn.mock.calls[0][0].signOut();

    renderSignIn();
    expect(
      await screen.findByRole('button', { name: /Ada/ }),
    ).toBeInTheDocument();
  });

  it('says why someone could not be signed in, and offers the choice again', async () => {
    auth.mockImplementation(
      async () =>
        new Response(
          JSON.stringify({
            error: { name: 'NotFoundError', message: 'User not found' },
            response: { statusCode: 404 },
          }),
          { status: 404, headers: { 'Content-Type': 'application/json' } },
        ),
    );
    renderSignIn();
    await userEvent.click(await screen.findByRole('button', { name: /Devi/ }));
    expect(
      await screen.findByText(/could not be signed in as Devi/),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Choose again' }));
    expect(
      await screen.findByRole('button', { name: /Olga/ }),
    ).toBeInTheDocument();
  });
});
