import { Controller } from '@nestjs/common';
import { compareDates, regulationEditions } from '@xiangaitong/domain';
import { Endpoint } from '../http/endpoint.decorator';
import type { AnswerOf, CallOf } from '../http/endpoint-spec';
import { summaryOf, viewEdition } from './regulation-view';
import * as http from './regulations.http';

/** The editions of the regulation: reference data that ships with the product. */
@Controller()
export class RegulationsController {
  @Endpoint(http.listEndpoint)
  async list(_call: CallOf<typeof http.listEndpoint>): Promise<AnswerOf<typeof http.listEndpoint>> {
    const editions = Object.values(regulationEditions).sort((a, b) => compareDates(b.issued, a.issued));
    return { status: 200, body: { entries: editions.map(summaryOf) } };
  }

  @Endpoint(http.editionEndpoint)
  async edition({
    params,
  }: CallOf<typeof http.editionEndpoint>): Promise<AnswerOf<typeof http.editionEndpoint>> {
    return { status: 200, body: viewEdition(regulationEditions[params.edition]) };
  }
}
