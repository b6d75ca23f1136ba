import type { Injectable } from '@nestjs/common'; // offends

export type Decorator = typeof Injectable;
