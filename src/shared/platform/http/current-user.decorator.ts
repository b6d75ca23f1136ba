import { createParamDecorator, type ExecutionContext } from '@nestjs/common';

export type Role = 'admin' | 'trader' | 'viewer';

/** Who sent the request, as the guard made sure of. */
export interface SignedIn {
  readonly userId: string;
  readonly role: Role;
}

/** A request that may have passed the guard. */
export interface MaybeSignedIn {
  user?: SignedIn;
  sessionId?: string;
}

/** The signed-in person of the request. @throws Error on a public route, where there is none: the route is wrong. */
export function signedInOf(context: ExecutionContext): SignedIn {
  const { user } = context.switchToHttp().getRequest<MaybeSignedIn>();
  if (user === undefined) throw new Error('a public route asks for the signed-in person');
  return user;
}

/** Injects the signed-in person into a parameter of a route that is not public. */
export const CurrentUser = createParamDecorator((_: unknown, context: ExecutionContext) =>
  signedInOf(context),
);

/** Injects the id of the session that the signed-in person came with. */
export const CurrentSession = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const { sessionId } = context.switchToHttp().getRequest<MaybeSignedIn>();
  if (sessionId === undefined) throw new Error('a public route asks for the session');
  return sessionId;
});
