using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Resizes (N, C, H, W) to <paramref name="size"/> or by <paramref name="scale_factor"/>.</summary>
            public static Tensor interpolate(
                Tensor x, long[]? size = null, double[]? scale_factor = null,
                InterpolationMode mode = InterpolationMode.Nearest, bool? align_corners = null,
                bool recompute_scale_factor = false, bool antialias = false)
            {
                if (x.ndim != 4 || (size is null) == (scale_factor is null))
                {
                    throw new ArgumentException($"interpolate needs (N, C, H, W) and either size or scale_factor, got {x}.");
                }

                if (recompute_scale_factor && scale_factor is { Length: 2 } f)
                {
                    var lengths = x.shape;
                    size = [(long)(lengths[2] * f[0]), (long)(lengths[3] * f[1])];
                    scale_factor = null;
                }

                var corners = align_corners ?? false;
                return mode switch
                {
                    InterpolationMode.Nearest => Aten.One("upsample_nearest2d.vec", x, size, scale_factor),
                    InterpolationMode.NearestExact => Aten.One("_upsample_nearest_exact2d.vec", x, size, scale_factor),
                    InterpolationMode.Bilinear => Aten.One(
                        antialias ? "_upsample_bilinear2d_aa.vec" : "upsample_bilinear2d.vec", x, size, corners, scale_factor),
                    InterpolationMode.Bicubic => Aten.One(
                        antialias ? "_upsample_bicubic2d_aa.vec" : "upsample_bicubic2d.vec", x, size, corners, scale_factor),
                    InterpolationMode.Area when size is not null => adaptive_avg_pool2d(x, size),
                    _ => throw new ArgumentException($"interpolate of (N, C, H, W) has no mode {mode} here.", nameof(mode)),
                };
            }

            /// <summary>Pads from the last dimension on: (left, right, top, bottom, …).</summary>
            public static Tensor pad(
                Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0)
            {
                var isConstant = mode is PaddingModes.Constant or PaddingModes.Zeros;
                var name = isConstant ? "constant" : mode.ToString().ToLowerInvariant();
                return Aten.One("pad", input, pad, name, isConstant ? value : Arg.None);
            }

            public static Tensor pad(
                Tensor input, (long, long, long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, [pad.Item1, pad.Item2, pad.Item3, pad.Item4], mode, value);
        }
    }
}
