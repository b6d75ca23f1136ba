import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';

/** Who may call a route: anybody, or a signed-in person with at least this role. */
export type AccessLevel = 'public' | 'viewer' | 'trader' | 'admin';

export const ACCESS = 'tradingboost:access';

/** Declares who may call a controller or a route. The guard reads it; what declares nothing is refused. */
export const Access = (level: AccessLevel): ClassDecorator & MethodDecorator =>
  level === 'public'
    ? SetMetadata(ACCESS, level)
    : applyDecorators(SetMetadata(ACCESS, level), ApiBearerAuth(), ApiExtension('x-access', level));
