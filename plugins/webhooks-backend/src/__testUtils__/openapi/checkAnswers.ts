import { RequestHandler } from 'express';
import { OpenApiChecker } from './OpenApiChecker';

/**
 * To be called once in a test file: fails every test one of whose answers is not as the OpenAPI
 * document says.
 *
 * @returns what makes a middleware that looks at the answers of what is mounted behind it; its
 *   argument is where that is mounted, when the test leaves it out
 */
export function checkAnswers(): (mount?: string) => RequestHandler {
  const checker = OpenApiChecker.create();
  const problems: string[] = [];
  afterEach(() => {
    expect(problems.splice(0)).toEqual([]);
  });

  return (mount = '') =>
    (req, res, next) => {
      const path = `${mount}${req.path}`;
      const operation = checker.document.find(req.method, path);
      const json = res.json.bind(res);
      res.json = body => {
        const found = operation
          ? checker.answerProblems(operation, {
              status: res.statusCode,
              headers: {
                ...res.getHeaders(),
                'content-type': 'application/json',
              },
              body: JSON.parse(JSON.stringify(body)),
            })
          : ['is not in openapi.yaml'];
        problems.push(...found.map(it => `${req.method} ${path}: ${it}`));
        return json(body);
      };
      next();
    };
}
