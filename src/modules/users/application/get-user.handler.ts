import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { GetUser, type UserView } from '../contracts/queries/get-user.query.js';
import { ListAdmins } from '../contracts/queries/list-admins.query.js';
import { UserStore } from './ports/user-store.port.js';

@QueryHandler(GetUser)
export class GetUserHandler implements IQueryHandler<GetUser> {
  constructor(private readonly users: UserStore) {}

  async execute({ data }: GetUser): Promise<UserView | null> {
    const user = await this.users.byId(data.userId);
    if (user === null) return null;
    const { id: userId, email, role, language, demo } = user;
    return { userId, email, role, language, demo };
  }
}

@QueryHandler(ListAdmins)
export class ListAdminsHandler implements IQueryHandler<ListAdmins> {
  constructor(private readonly users: UserStore) {}

  execute(): Promise<readonly string[]> {
    return this.users.admins();
  }
}
