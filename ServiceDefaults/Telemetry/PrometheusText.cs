using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace SwipeReview.ServiceDefaults.Telemetry;

/// <summary>The metrics of this process in Prometheus' text format 0.0.4, collected when asked.</summary>
internal sealed class PrometheusText : IDisposable
{
    private readonly Lock gate = new();
    private readonly Exporter exporter = new();

    public PrometheusText() => Reader = new BaseExportingMetricReader(exporter) { TemporalityPreference = MetricReaderTemporalityPreference.Cumulative };

    public BaseExportingMetricReader Reader { get; }

    public string Collect()
    {
        lock (gate)
        {
            exporter.Text.Clear();
            Reader.Collect(5_000);
            return exporter.Text.ToString();
        }
    }

    public void Dispose()
    {
        Reader.Dispose();
        exporter.Dispose();
    }

    private sealed class Exporter : BaseExporter<Metric>
    {
        public StringBuilder Text { get; } = new();

        public override ExportResult Export(in Batch<Metric> batch)
        {
            foreach (var metric in batch)
            {
                Write(metric);
            }

            return ExportResult.Success;
        }

        private void Write(Metric metric)
        {
            var isHistogram = metric.MetricType is MetricType.Histogram;
            var isCounter = metric.MetricType is MetricType.LongSum or MetricType.DoubleSum;
            var name = Name(metric, isCounter);
            Text.Append(CultureInfo.InvariantCulture, $"# TYPE {name} {(isHistogram ? "histogram" : isCounter ? "counter" : "gauge")}\n");
            foreach (ref readonly var point in metric.GetMetricPoints())
            {
                var labels = Labels(point);
                if (isHistogram)
                {
                    WriteHistogram(name, labels, point);
                }
                else
                {
                    Line(name, labels, metric.MetricType switch
                    {
                        MetricType.LongSum or MetricType.LongSumNonMonotonic => point.GetSumLong(),
                        MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => point.GetSumDouble(),
                        MetricType.LongGauge => point.GetGaugeLastValueLong(),
                        _ => point.GetGaugeLastValueDouble(),
                    });
                }
            }
        }

        private void WriteHistogram(string name, string labels, in MetricPoint point)
        {
            long below = 0;
            foreach (var bucket in point.GetHistogramBuckets())
            {
                below += bucket.BucketCount;
                var bound = double.IsPositiveInfinity(bucket.ExplicitBound) ? "+Inf" : Number(bucket.ExplicitBound);
                Line($"{name}_bucket", labels.Length == 0 ? $"le=\"{bound}\"" : $"{labels},le=\"{bound}\"", below);
            }

            Line($"{name}_sum", labels, point.GetHistogramSum());
            Line($"{name}_count", labels, point.GetHistogramCount());
        }

        private void Line(string name, string labels, double value) =>
            Text.Append(name).Append(labels.Length == 0 ? "" : $"{{{labels}}}").Append(' ').Append(Number(value)).Append('\n');

        private static string Name(Metric metric, bool isCounter)
        {
            var name = new StringBuilder(metric.Name.Length).Append([.. metric.Name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_')]).ToString();
            name = metric.Unit == "s" && !name.EndsWith("_seconds", StringComparison.Ordinal) ? name + "_seconds" : name;
            name = metric.Unit == "By" && !name.EndsWith("_bytes", StringComparison.Ordinal) ? name + "_bytes" : name;
            return isCounter && !name.EndsWith("_total", StringComparison.Ordinal) ? name + "_total" : name;
        }

        private static string Labels(in MetricPoint point)
        {
            var text = new StringBuilder();
            foreach (var (key, value) in point.Tags)
            {
                text.Append(text.Length == 0 ? "" : ",")
                    .Append([.. key.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_')])
                    .Append("=\"").Append(Convert.ToString(value, CultureInfo.InvariantCulture)?.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n")).Append('"');
            }

            return text.ToString();
        }

        private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
    }
}
