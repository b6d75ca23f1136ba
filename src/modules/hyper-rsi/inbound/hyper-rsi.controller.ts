import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { InstancesController } from '../../../shared/platform/strategy/http/instances.controller.js';

@ApiTags('strategies')
@Controller('strategies/hyper-rsi')
export class HyperRsiController extends InstancesController {}
