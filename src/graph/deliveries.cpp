// Amazon Data Firehose: stream -> delivery stream -> bucket.
#include "graph/families.h"

namespace cumulint {

void add_deliveries(GraphBuilder& graph) {
  for (const Resource* stream : graph.resources("AWS::KinesisFirehose::DeliveryStream")) {
    graph.connect(graph.targets(*stream, "KinesisStreamSourceConfiguration.KinesisStreamARN", {"AWS::Kinesis::Stream"}),
                  *stream, {.kind = EdgeKind::delivery, .via = stream});
    for (std::string_view path : {"S3DestinationConfiguration", "ExtendedS3DestinationConfiguration"})
      for (const Choice& destination : graph.at(*stream, path))
        graph.connect(*stream, graph.targets(*destination.field, "BucketARN", {"AWS::S3::Bucket"}, destination.when),
                      {.kind = EdgeKind::delivery, .via = stream, .settings = destination.field});
  }
}

}  // namespace cumulint
