import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Access } from '../../../shared/platform/http/access.decorator.js';
import { CurrentUser, type SignedIn } from '../../../shared/platform/http/current-user.decorator.js';
import { PageDto, PageQuery } from '../../../shared/platform/http/page.dto.js';
import { decodeCursor, pageOf, type Page } from '../../../shared/platform/http/pagination.js';
import { ProblemException, valueOrProblem } from '../../../shared/platform/http/problem.js';
import { ApiProblems } from '../../../shared/platform/http/problem.dto.js';
import { StrategyShell } from '../../../shared/platform/strategy/strategy-shell.js';
import { PresetStore, type Preset } from '../application/ports/preset-store.port.js';
import {
  changePreset,
  createPreset,
  noPreset,
  type PresetParts,
} from '../application/presets/save-preset.js';
import { NewPresetBody, PresetBody, PresetDto, PresetQuery } from './presets.dto.js';

const LIST = 'hyper-rsi presets';

/** Settings that a person keeps under a name; what belongs to somebody else is answered as what does not exist. */
@ApiTags('strategies')
@Controller('strategies/hyper-rsi/presets')
export class PresetsController {
  private readonly parts: PresetParts;

  constructor(
    shell: StrategyShell,
    private readonly store: PresetStore,
  ) {
    const { unitOfWork, ids, clock } = shell.parts;
    this.parts = { store, unitOfWork, ids, clock };
  }

  @Get()
  @Access('viewer')
  @ApiOperation({ summary: 'Your presets, by name' })
  @ApiOkResponse({ type: PageDto(PresetDto) })
  @ApiProblems('validation-failed', 'invalid-cursor')
  async list(
    @CurrentUser() { userId }: SignedIn,
    @Query() { limit, cursor }: PageQuery,
  ): Promise<Page<PresetDto>> {
    const [name, id] = cursor === undefined ? [] : valueOrProblem(decodeCursor(LIST, cursor));
    const after = name === undefined ? null : { name: String(name), id: String(id) };
    const presets = await this.store.list(userId, after, limit + 1);
    return pageOf(LIST, presets.map(presetDto), limit, (preset) => [preset.name, preset.id]);
  }

  @Post()
  @Access('trader')
  @ApiOperation({ summary: 'Keeps settings under a name; asking again answers the same preset' })
  @ApiCreatedResponse({ type: PresetDto })
  @ApiProblems('validation-failed', 'name-taken', 'settings-refused', 'too-many-presets')
  async create(
    @CurrentUser() { userId }: SignedIn,
    @Body() { name, settings }: NewPresetBody,
  ): Promise<PresetDto> {
    return presetDto(valueOrProblem(await createPreset(this.parts, { userId, name, settings })));
  }

  @Get(':id')
  @Access('viewer')
  @ApiOperation({ summary: 'One preset, as it is or as it was' })
  @ApiOkResponse({ type: PresetDto })
  @ApiProblems('validation-failed', 'not-found')
  async get(
    @CurrentUser() { userId }: SignedIn,
    @Param('id') id: string,
    @Query() { version }: PresetQuery,
  ): Promise<PresetDto> {
    const preset = await this.store.find(userId, id, version ?? null);
    if (preset === null) throw ProblemException.from(noPreset(id));
    return presetDto(preset);
  }

  @Put(':id')
  @Access('trader')
  @ApiOperation({ summary: 'The next version of a preset' })
  @ApiOkResponse({ type: PresetDto })
  @ApiProblems('validation-failed', 'not-found', 'conflict', 'name-taken', 'settings-refused')
  async change(
    @CurrentUser() { userId }: SignedIn,
    @Param('id') id: string,
    @Body() { name, settings, version }: PresetBody,
  ): Promise<PresetDto> {
    const changed = await changePreset(this.parts, { userId, id, name, settings, version });
    return presetDto(valueOrProblem(changed));
  }

  @Delete(':id')
  @Access('trader')
  @HttpCode(204)
  @ApiOperation({ summary: 'Deletes a preset with all its versions; bots made of it keep their settings' })
  @ApiNoContentResponse()
  @ApiProblems('not-found')
  async remove(@CurrentUser() { userId }: SignedIn, @Param('id') id: string): Promise<void> {
    const removed = await this.parts.unitOfWork.run((tx) => this.store.remove(tx, userId, id));
    if (!removed) throw ProblemException.from(noPreset(id));
  }
}

const presetDto = ({ id, name, version, settings, createdAt, updatedAt }: Preset): PresetDto => ({
  id,
  name,
  version,
  settings,
  createdAt: new Date(createdAt).toISOString(),
  updatedAt: new Date(updatedAt).toISOString(),
});
