import { repositoryFiles } from './files.ts';
import { testsStandByTheirSources } from './placement.ts';
import { prove } from './prove.ts';

prove(
  {
    name: 'a test stands where its source stands',
    rule: testsStandByTheirSources,
    exceptions: 'test places',
    breaches: [
      { 'test/send/quota.test.ts': '', 'src/send/batch.ts': '' },
      { 'test/read/time.test.ts': '', 'src/time/time.ts': '' },
      { 'test/ups/read.test.ts': '', 'carriers/ups/read.ts': '' },
      { 'test/carriers/ups/proof.test.ts': '', 'carriers/ups/lookups.ts': '' },
      // A suite of no one source does not take the name of a source.
      { 'test/guarantees/limiter.test.ts': '', 'src/send/limiter/limiter.ts': '' },
      { 'test/anything.test.ts': '' },
    ],
    keeps: [
      { 'test/send/batch.test.ts': '', 'src/send/batch.ts': '' },
      { 'test/tracker.test.ts': '', 'src/tracker.ts': '' },
      { 'test/carriers/ups/read.test.ts': '', 'carriers/ups/read.ts': '' },
      { 'test/carriers/ups/soap.test.ts': '', 'carriers/ups/soap/format.ts': '' },
      { 'test/carriers/ups/soap/format.test.ts': '', 'carriers/ups/soap/format.ts': '' },
      { 'test/openapi.test.ts': '', 'test/openapi.ts': '' },
      { 'test/diff/laws.test.ts': '', 'src/diff/diff.ts': '' },
      { 'test/carriers/ups/published.test.ts': '' },
      { 'test/conformance/conformance.test.ts': '', 'test/repository/docs.test.ts': '' },
      { 'test/send/harness.ts': '' },
    ],
  },
  repositoryFiles(),
);
